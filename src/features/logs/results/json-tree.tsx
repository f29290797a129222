import { useState } from 'react';
import type { Json } from '#core/kql/vector';
import { formatCount } from '../../../ui/numbers';
import { VisibleText } from '../../../ui/visible-text';
import { LongText } from './long-text';
import css from './results.module.css';

/** Members of one level shown before a reader asks for more. */
const page = 100;

const isBranch = (value: Json): value is Json[] | { [key: string]: Json } =>
  typeof value === 'object' && value !== null;

const sizeWords = (value: Json[] | { [key: string]: Json }): string => {
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  const word = Array.isArray(value) ? (count === 1 ? 'item' : 'items') : count === 1 ? 'property' : 'properties';
  return `${Array.isArray(value) ? '[ ]' : '{ }'} ${formatCount(count)} ${word}`;
};

/** A dynamic value as a tree: arrays and bags open and close, and only what is open is drawn. */
export const JsonTree = ({ value, label }: { readonly value: Json; readonly label: string }) =>
  isBranch(value) ? <Branch name={label} value={value} isOpenAtFirst isTop /> : <Leaf value={value} />;

const Leaf = ({ value }: { readonly value: Exclude<Json, object> | null }) =>
  value === null ? (
    <span className={css.null}>null</span>
  ) : typeof value === 'string' ? (
    <span className={css.jsonText}>
      &quot;
      <LongText text={value} />
      &quot;
    </span>
  ) : (
    <span className={css.jsonNumber}>{String(value)}</span>
  );

type BranchProps = {
  readonly name: string;
  readonly value: Json[] | { [key: string]: Json };
  readonly isOpenAtFirst?: boolean;
  readonly isTop?: boolean;
};

const Branch = ({ name, value, isOpenAtFirst = false, isTop = false }: BranchProps) => {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const [shown, setShown] = useState(page);
  const entries: readonly (readonly [string, Json])[] = !isOpen
    ? []
    : Array.isArray(value)
      ? value.slice(0, shown).map((item, index) => [String(index), item])
      : Object.entries(value).slice(0, shown);
  const count = Array.isArray(value) ? value.length : Object.keys(value).length;
  return (
    <>
      <button type="button" className={css.branch} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Turner isOpen={isOpen} />
        {isTop ? (
          <span className="visually-hidden">
            <VisibleText text={name} />
          </span>
        ) : (
          <span className={css.jsonName}>
            <VisibleText text={name} />
          </span>
        )}{' '}
        <span className="muted">{sizeWords(value)}</span>
      </button>
      {isOpen && (
        <ul className={css.tree}>
          {entries.map(([key, item]) => (
            <li key={key}>
              {isBranch(item) ? (
                <Branch name={key} value={item} />
              ) : (
                <span className={css.leaf}>
                  <span className={css.jsonName}>
                    <VisibleText text={key} />
                  </span>
                  : <Leaf value={item} />
                </span>
              )}
            </li>
          ))}
          {count > shown && (
            <li>
              <button type="button" className={css.more} onClick={() => setShown(shown + 10 * page)}>
                {formatCount(count - shown)} more: show {formatCount(Math.min(10 * page, count - shown))}
              </button>
            </li>
          )}
        </ul>
      )}
    </>
  );
};

/** The triangle of something that opens. */
export const Turner = ({ isOpen }: { readonly isOpen: boolean }) => (
  <svg viewBox="0 0 16 16" className={css.turner} data-open={isOpen} aria-hidden="true">
    <path d="M6 4l4 4-4 4" />
  </svg>
);
