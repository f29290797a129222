import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { driftKql } from '#core/fim/baselines/drift-kql';
import { type Expectation, type Expectations, ruleProblem } from '#core/fim/baselines/expectation';
import { isTooLong, readExpectations, writeExpectations } from '#core/fim/baselines/stored';
import { netlogonBaseline, netlogonSettings } from '#core/fim/netlogon-baseline';
import { errorStatus } from '../../api/errors';
import { saveSearch, savedSearchCategories, savedSearchesQuery } from '../../api/saved-searches';
import type { WorkspaceParams } from '../../paths';

/** One per workspace and gallery: a second one would leave open which of them holds. */
const savedId = `fim-baseline-${netlogonBaseline.name}`;

const suggested: Expectations = Object.fromEntries(
  netlogonSettings.map(({ valueName, expected }) => [valueName, expected]),
);

const isSame = (a: Expectation | null | undefined, b: Expectation | null | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Names of edits that differ from what is saved. */
const editsOf = (draft: Expectations, saved: Expectations): readonly string[] =>
  Object.keys(draft).filter((name) => !isSame(draft[name], saved[name]));

/** Problems of edited expectations by value name. */
const problemsOf = (draft: Expectations): Readonly<Record<string, string>> =>
  Object.fromEntries(
    netlogonSettings.flatMap(({ valueName, type }) => {
      const problem = draft[valueName] && ruleProblem(type, draft[valueName].rule);
      return problem === undefined || problem === null ? [] : [[valueName, problem]];
    }),
  );

/**
 * What the workspace expects of the gallery's values: as saved, or as suggested until somebody saves. Edits are kept here until they
 * are saved. When somebody else saves in between their values are shown, edits stay, and `theirs` holds what both have changed.
 */
export const useExpectations = (workspace: WorkspaceParams) => {
  const query = useQuery(savedSearchesQuery(workspace));
  const stored = query.data?.find(
    ({ id, category }) => id.toLowerCase() === savedId.toLowerCase() && category === savedSearchCategories.baseline,
  );
  const text = stored?.baseline;
  const read = useMemo(() => (text === undefined ? undefined : readExpectations(netlogonBaseline.key, text)), [text]);
  const saved = useMemo(() => ({ ...suggested, ...read }), [read]);
  const [draft, setDraft] = useState<Expectations>({});
  /** What was saved when the edits began. */
  const [base, setBase] = useState<Expectations>();
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  const edited = useMemo(() => editsOf(draft, saved), [draft, saved]);
  const problems = useMemo(() => problemsOf(draft), [draft]);
  const theirs = edited.filter((name) => base !== undefined && !isSame(base[name], saved[name]));
  // What cannot be saved yet changes no verdict.
  const shown = useMemo(
    () => ({ ...saved, ...Object.fromEntries(Object.entries(draft).filter(([name]) => problems[name] === undefined)) }),
    [saved, draft, problems],
  );

  const edit = (name: string, expectation: Expectation | null) => {
    if (edited.length === 0) setBase(saved);
    setDraft({ ...draft, [name]: expectation });
  };
  const discard = () => {
    setDraft({});
    setBase(undefined);
    setFailure(undefined);
  };
  /** Gives up one edit. */
  const drop = (name: string) => setDraft(Object.fromEntries(Object.entries(draft).filter(([edit]) => edit !== name)));
  const save = async () => {
    const next = { ...saved, ...draft };
    const baseline = writeExpectations(netlogonBaseline.key, next);
    if (isTooLong(baseline)) {
      setFailure(new Error('The lists are longer than a saved search can hold. Shorten them.'));
      return;
    }
    setSaving(true);
    setFailure(undefined);
    try {
      await saveSearch(
        workspace,
        {
          id: savedId,
          category: savedSearchCategories.baseline,
          displayName: netlogonBaseline.title,
          query: driftKql(netlogonBaseline.key, netlogonSettings, next),
          baseline,
        },
        stored,
      );
      discard();
    } catch (error) {
      const status = errorStatus(error);
      if (status === 409 || status === 412) await query.refetch();
      setFailure(error);
    } finally {
      setSaving(false);
    }
  };

  return {
    /** Undefined until it is known. */
    isKnown: query.data !== undefined,
    error: query.error,
    retry: query.refetch,
    /** A baseline is saved, but by a later version or damaged: nothing of it can be shown. */
    isUnreadable: stored !== undefined && read === undefined,
    isSaved: stored !== undefined,
    saved,
    /** Saved ones with the edits that can be saved. */
    shown,
    draft,
    edited,
    theirs,
    problems,
    edit,
    drop,
    discard,
    save,
    saving,
    failure,
    suggested,
  };
};

export type ExpectationsState = ReturnType<typeof useExpectations>;
