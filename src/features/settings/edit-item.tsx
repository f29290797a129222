import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { configurationQuery } from '../../api/configuration';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { paths } from '../../paths';
import { Pane } from '../../ui/pane';
import { EmptyPanel, ErrorPanel } from '../../ui/panels';
import { Skeleton } from '../../ui/skeleton';
import { draftOf } from './draft';
import { ItemForm } from './item-form';
import { type Item, itemsOf } from './items';
import { findItemTab } from './tabs';

type OpenedProps = {
  readonly tab: NonNullable<ReturnType<typeof findItemTab>>;
  readonly item: Item;
  readonly items: readonly Item[];
};

/** Keeps the version the form was opened with, whatever the list learns meanwhile. */
const Opened = ({ tab, item, items }: OpenedProps) => {
  const [stored] = useState(item);
  const [start] = useState(() => draftOf(item));
  return <ItemForm tab={tab} start={start} stored={stored} items={items} />;
};

/** The pane that edits an item. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const { tab: tabName, itemName = '' } = useParams();
  const tab = findItemTab(tabName);
  const navigate = useNavigate();
  const { search } = useLocation();
  const { data, error, refetch } = useQuery(configurationQuery(workspace));
  const items = useMemo(() => itemsOf(data ?? []), [data]);
  const item = items.find(
    ({ dataSource, entity }) => dataSource.name.toLowerCase() === itemName.toLowerCase() && entity.kind === tab?.kind,
  );
  // An open form stays when the item goes: it says so when it is saved.
  const [opened, setOpened] = useState<{ readonly name: string; readonly item: Item }>();
  if (item && opened?.name !== itemName) setOpened({ name: itemName, item });
  const shown = item ?? (opened?.name === itemName ? opened.item : undefined);
  if (!tab) return null;
  if (shown) return <Opened key={itemName} tab={tab} item={shown} items={items} />;
  const close = () => void navigate(paths.settings(workspace, tab.id) + search);
  return (
    <Pane title={`Edit ${tab.one}`} subtitle="Change tracking" onClose={close}>
      {data ? (
        <EmptyPanel title="There is no such item.">
          It may have been deleted or be of another kind. The list beside this pane has all there are.
        </EmptyPanel>
      ) : error ? (
        <ErrorPanel title="The item could not be loaded." error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton width="100%" height={240} />
      )}
    </Pane>
  );
};
