import { StateEffect, StateField } from '@codemirror/state';
import { type EditorView, type Panel, showPanel } from '@codemirror/view';
import type { ServiceLink } from './service-link';

const setShown = StateEffect.define<boolean>();

const button = (text: string, onClick: () => void): HTMLButtonElement => {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = 'cm-button';
  element.textContent = text;
  element.addEventListener('click', onClick);
  return element;
};

/** True once the reader has heard of a failure and put the note away: it is not said twice. */
let heard = false;

const panelOf =
  (link: ServiceLink) =>
  (view: EditorView): Panel => {
    const dom = document.createElement('div');
    dom.className = 'cm-kqlFailure';
    dom.setAttribute('role', 'status');
    const words = document.createElement('span');
    words.textContent = 'Completion, help and checks could not be loaded. Queries run as usual.';
    const dismiss = button('Dismiss', () => {
      heard = true;
      view.dispatch({ effects: setShown.of(false) });
      view.focus();
    });
    const retry = button('Try again', () => {
      link.retry();
      view.focus();
    });
    dom.append(words, retry, dismiss);
    return { dom };
  };

/** A note under the text while the language service has failed. */
export const failurePanel = (link: ServiceLink): StateField<boolean> =>
  StateField.define<boolean>({
    create: () => link.state() === 'failed' && !heard,
    update: (shown, { effects }) =>
      effects.reduce((now, effect) => (effect.is(setShown) ? effect.value && !heard : now), shown),
    provide: (field) => showPanel.from(field, (shown) => (shown ? panelOf(link) : null)),
  });

/** Shows or hides the note as the state of the service asks. */
export const tellFailure = (view: EditorView, failed: boolean): void => {
  view.dispatch({ effects: setShown.of(failed) });
};
