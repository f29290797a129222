import { Button } from '@fluentui/react-components';
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons';
import { useState } from 'react';

/** A command of the pane that copies text; says for two seconds whether it did. */
export const CopyCommand = ({ text, children }: { readonly text: string; readonly children: string }) => {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
    setTimeout(() => setOutcome(undefined), 2_000);
  };
  return (
    <Button
      appearance="subtle"
      icon={outcome === 'copied' ? <CheckmarkRegular /> : <CopyRegular />}
      onClick={() => void copy()}
    >
      {outcome === 'refused' ? 'Copying was refused' : outcome === 'copied' ? 'Copied' : children}
    </Button>
  );
};
