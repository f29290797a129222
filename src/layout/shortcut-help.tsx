import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import css from './app-layout.module.css';
import { shortcutList } from './use-shortcuts';

const open = (dialog: HTMLDialogElement | null) => {
  if (dialog && !dialog.open) dialog.showModal();
};

export const ShortcutHelp = ({ onClose }: { readonly onClose: () => void }) => (
  <dialog ref={open} className={css.dialog} aria-labelledby="shortcuts-title" onClose={onClose}>
    <div className={css.dialogHead}>
      <h2 id="shortcuts-title">Keyboard shortcuts</h2>
      <Button appearance="subtle" icon={<DismissRegular />} aria-label="Close" onClick={onClose} />
    </div>
    <dl className={css.keys}>
      {shortcutList.map(([keys, what]) => (
        <div key={keys} style={{ display: 'contents' }}>
          <dt>
            {keys.split(/ +/).map((key) => (
              <span key={key}>
                <kbd>{key}</kbd>{' '}
              </span>
            ))}
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  </dialog>
);
