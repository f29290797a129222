import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { allowsAction } from '#core/contract/permissions';
import { permissionsQuery } from '../api/access';
import { subscriptionsQuery } from '../api/workspaces';
import css from './app-layout.module.css';

/** An action only those have who may change what is monitored. */
const ownerAction = 'Microsoft.OperationsManagement/solutions/write';

/** Says when the viewer may look but not change anything: disabled controls then surprise nobody. */
const RoleBadge = () => {
  const { subscriptionId } = useParams();
  const first = useQuery(subscriptionsQuery).data?.[0]?.subscriptionId;
  const scope = subscriptionId ?? first;
  const { data } = useQuery({
    ...permissionsQuery(`/subscriptions/${scope ?? ''}`),
    enabled: scope !== undefined,
  });
  if (!data || allowsAction(data, ownerAction)) return null;
  return (
    <span className={css.badge} title="You may see everything here and change nothing. Changes need the role Owner.">
      Reader
    </span>
  );
};

export default RoleBadge;
