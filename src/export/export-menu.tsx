import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { lazy, Suspense, useState, useSyncExternalStore } from 'react';
import { currentExport, isExporting, subscribeToExport } from './current-export';
import { excelRows } from './excel-limits';
import { type ExportFormat, type ExportSource, fileKindOf } from './export-source';
import { askTarget } from './save-target';

const Card = lazy(async () => ({ default: (await import('./export-card')).Component }));
const MDialog = lazy(async () => ({ default: (await import('./m-dialog')).Component }));

const formats: readonly (readonly [format: ExportFormat, words: string, note?: string])[] = [
  ['csv', 'CSV, all columns'],
  ['csvDisplayed', 'CSV, displayed columns'],
  ['json', 'JSON'],
  ['excel', 'Excel', `Up to ${excelRows.toLocaleString('en-US')} rows`],
];

/** Exports the rows of a query: a menu of formats, and how the current export goes. Everything behind it loads when it is used. */
export const ExportMenu = ({ source }: { readonly source: ExportSource }) => {
  const shown = useSyncExternalStore(subscribeToExport, currentExport);
  const [asM, setAsM] = useState<ExportSource>();
  const isBusy = isExporting();
  const exportAs = async (format: ExportFormat) => {
    // At once: browsers ask where to save only while they see the press.
    const target = await askTarget(source.fileName, fileKindOf(format));
    if (!target) return;
    const { startExport } = await import('./start-export');
    startExport(source, format, target);
  };
  return (
    <>
      <Menu positioning={{ autoSize: 'height' }}>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" appearance="subtle" icon={<ArrowDownloadRegular />}>
            Export
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuGroup>
              <MenuGroupHeader>Every row of the query, times in UTC</MenuGroupHeader>
              {formats.map(([format, words, note]) => (
                <MenuItem
                  key={format}
                  disabled={isBusy}
                  title={isBusy ? 'Another export is under way' : undefined}
                  secondaryContent={note}
                  onClick={() => void exportAs(format)}
                >
                  {words}
                </MenuItem>
              ))}
            </MenuGroup>
            <MenuDivider />
            <MenuItem onClick={() => setAsM(source)}>Power BI (M query)...</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      <Suspense fallback={null}>
        {shown && <Card shown={shown} />}
        {asM && <MDialog source={asM} onClose={() => setAsM(undefined)} />}
      </Suspense>
    </>
  );
};
