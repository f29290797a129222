import { Skeleton } from '../ui/skeleton';
import css from './page.module.css';

/** Stands in while a page's code loads: a header and rows in their places. */
export const ListPageSkeleton = () => (
  <div className={css.page} aria-busy="true">
    <div className={css.skeletonHeader}>
      <Skeleton width="260px" height={24} />
      <Skeleton width="180px" />
    </div>
    <div className={css.skeletonRows}>
      {[62, 54, 70, 48, 66, 58].map((width) => (
        <Skeleton key={width} width={`${width}%`} />
      ))}
    </div>
  </div>
);
