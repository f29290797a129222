import css from './panels.module.css';

/** A grey bar where text will stand. `width` in CSS units; decorative, the surroundings say `aria-busy`. */
export const Skeleton = ({ width = '100%', height = 12 }: { readonly width?: string; readonly height?: number }) => (
  <span className={css.skeleton} style={{ width, height }} aria-hidden="true" />
);
