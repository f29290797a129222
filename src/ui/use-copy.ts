import { useEffect, useRef, useState } from 'react';

/** How long the page says that something was copied, ms. */
const noteTime = 2_500;

/**
 * Copies text on behalf of menus and keys, which go away: `note` tells how it went, for the page to show for a moment. `tell` says
 * something else there.
 */
export const useCopy = () => {
  const [note, setNote] = useState('');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const tell = (words: string): void => {
    setNote(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setNote(''), noteTime);
  };
  /** `what`: "3 servers", "KQL". */
  const copy = async (text: string, what: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      tell(`${what} copied`);
    } catch {
      tell('Copying was refused');
    }
  };
  return { note, copy, tell };
};
