import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useHref, useLocation } from 'react-router';
import { type ChangeCells, entityText, textCell } from '#core/fim/entity';
import { usePageWindow } from '../../time-range/page-window';
import { absoluteRange, rangeSearch } from '../../time-range/range';
import { encodeSearch } from '../../url-state';
import { changeKql } from './queries';

/** The address of this view with its time range fixed, so that it shows the same to whoever opens it later. */
const usePinnedLink = (): string => {
  const { pathname, search } = useLocation();
  const { start, end } = usePageWindow();
  const pinned = encodeSearch(rangeSearch, new URLSearchParams(search), { range: absoluteRange({ start, end }).text });
  return new URL(useHref({ pathname, search: pinned.toString() }), globalThis.location.href).href;
};

const outcomes = { copied: 'Copied', refused: 'Copying was refused' } as const;

/** What can be copied of the open change. Says for two seconds whether it was. */
export const CopyMenu = ({ cells }: { readonly cells: ChangeCells }) => {
  const [outcome, setOutcome] = useState<'copied' | 'refused'>();
  const link = usePinnedLink();
  const hash = textCell(cells, 'FileContentChecksum') || textCell(cells, 'PreviousFileContentChecksum');
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('refused');
    }
    setTimeout(() => setOutcome(undefined), 2_000);
  };
  const choices = [
    ['Link', link],
    ['KQL', changeKql(cells)],
    ['JSON', JSON.stringify(cells, null, 2)],
    [textCell(cells, 'RegistryKey') === '' ? 'Path or name' : 'Key and value name', entityText(cells)],
    ['Server name', textCell(cells, 'Computer')],
    ['Hash', hash],
  ] as const;
  return (
    <>
      <span role="status" className="visually-hidden">
        {outcome && outcomes[outcome]}
      </span>
      <Menu positioning={{ autoSize: 'height' }}>
        <MenuTrigger disableButtonEnhancement>
          <Button appearance="subtle" icon={outcome === 'copied' ? <CheckmarkRegular /> : <CopyRegular />}>
            {outcome === undefined ? 'Copy' : outcomes[outcome]}
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {choices.map(
              ([name, text]) =>
                text !== '' && (
                  <MenuItem key={name} onClick={() => void copy(text)}>
                    {name}
                  </MenuItem>
                ),
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  );
};
