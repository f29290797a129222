import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useParams } from 'react-router';
import { configurationQuery } from '../../api/configuration';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { newDraft } from './draft';
import { ItemForm } from './item-form';
import { itemsOf } from './items';
import { findItemTab } from './tabs';

/** The pane that adds an item. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const tab = findItemTab(useParams()['tab']);
  const { data } = useQuery(configurationQuery(workspace));
  const items = useMemo(() => itemsOf(data ?? []), [data]);
  return tab ? <ItemForm tab={tab} start={newDraft(tab.kind)} stored={undefined} items={items} /> : null;
};
