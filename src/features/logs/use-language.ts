import type { Extension } from '@codemirror/state';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { kqlLanguage } from './language/language';
import { schemaQuery } from './workspace-schema';

const plain: Extension = [];

/** Help of the language service for an editor, from when the schema of the workspace is known. */
export const useLanguage = (customerId: string): Extension => {
  const { data: schema } = useQuery(schemaQuery(customerId));
  return useMemo(() => (schema ? kqlLanguage({ schema }) : plain), [schema]);
};
