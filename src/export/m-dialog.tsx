import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { logsUrl } from '../api/client';
import { mode } from '../api/mode';
import { Note } from '../ui/panels';
import { useCopy } from '../ui/use-copy';
import { VisibleText } from '../ui/visible-text';
import css from './export.module.css';
import type { ExportSource } from './export-source';
import { mQuery } from './m-query';
import { download as downloadFile, safeFileName } from './save-target';

/** The query as Power BI takes it: to read, copy or download. */
export const Component = ({ source, onClose }: { readonly source: ExportSource; readonly onClose: () => void }) => {
  const text = mQuery(source.kql, source.relativeTimespan ?? source.timespan, {
    logsUrl,
    customerId: source.customerId,
  });
  const { note, copy } = useCopy();
  const download = (extension: string) =>
    downloadFile(new Blob([text], { type: 'text/plain;charset=utf-8' }), safeFileName(source.fileName) + extension);
  return (
    <Dialog
      open
      onOpenChange={(_, { open }) => {
        if (!open) onClose();
      }}
    >
      <DialogSurface className={css.wide}>
        <DialogBody>
          <DialogTitle>Power BI query (M)</DialogTitle>
          <DialogContent>
            <p className={css.lead}>
              In Power BI Desktop choose Get data, Blank query, Advanced editor, and put this text there. Each refresh
              runs the query again, up to the limit of one query (500,000 rows or 64 MB).
            </p>
            {mode === 'mock' && (
              <Note kind="info">
                This demo answers inside the browser: Power BI cannot reach it. On your own server or Azure the same
                text works.
              </Note>
            )}
            {/* Focusable, so that keys can scroll it. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <div className={css.code} role="region" aria-label="M query" tabIndex={0}>
              {text.split('\n').map((line, index) => (
                // Lines of one fixed text.
                // oxlint-disable-next-line react/no-array-index-key
                <div key={index}>{line === '' ? '\u00a0' : <VisibleText text={line} />}</div>
              ))}
            </div>
            <span role="status" className={css.copied}>
              {note}
            </span>
          </DialogContent>
          <DialogActions fluid>
            <Button icon={<ArrowDownloadRegular />} onClick={() => download('.txt')}>
              Download .txt
            </Button>
            <Button icon={<ArrowDownloadRegular />} onClick={() => download('.m')}>
              Download .m
            </Button>
            <Button appearance="primary" onClick={() => void copy(text, 'Query')}>
              Copy
            </Button>
            <Button onClick={onClose}>Close</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
