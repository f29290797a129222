import { Button } from '@fluentui/react-components';
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons';
import { useState } from 'react';

type CopyProps = {
  readonly text: string;
  readonly label: string;
  /** Shown beside the icon, in a command bar. */
  readonly words?: string;
};

/** Copies `text`; says so for two seconds. */
export const CopyButton = ({ text, label, words }: CopyProps) => {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      setTimeout(() => setCopied(false), 2_000);
    } catch {
      setCopied(false);
    }
  };
  return (
    <Button
      size={words === undefined ? 'small' : 'medium'}
      appearance="subtle"
      icon={copied ? <CheckmarkRegular /> : <CopyRegular />}
      aria-label={label}
      title={copied ? 'Copied' : label}
      onClick={() => void copy()}
    >
      {words !== undefined && (copied ? 'Copied' : words)}
    </Button>
  );
};
