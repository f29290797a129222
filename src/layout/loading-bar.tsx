import { useNavigation } from 'react-router';
import css from './app-layout.module.css';

/** Says that the page asked for is on its way: its code comes with the first visit, over a slow line after seconds. */
export const LoadingBar = () => (
  <div className={css.loading} aria-busy={useNavigation().state === 'loading'} aria-hidden="true" />
);
