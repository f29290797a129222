import { useEffect, useRef, useState } from 'react';

/** How long the page says that something was copied, ms. */
const noteTime = 2_500;

/** Copies text on behalf of menus and keys, which go away: `note` tells how it went, for the page to show for a moment. */
export const useCopy = () => {
  const [note, setNote] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  /** `what`: "3 servers", "KQL". */
  const copy = async (text: string, what: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setNote(`${what} copied`);
    } catch {
      setNote('Copying was refused');
    }
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setNote(''), noteTime);
  };
  return { note, copy };
};
