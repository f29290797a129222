import { Switch } from '@fluentui/react-components';
import css from './filter-bar.module.css';
import { useChangeFilter } from './use-change-filter';

/** The choice between files and registry, as the original counts them, and everything that is collected. */
export const AllTypesSwitch = () => {
  const { filter, countAll } = useChangeFilter();
  return (
    <Switch
      size="small"
      className={css.switch}
      checked={filter.all}
      onChange={(_, { checked }) => countAll(checked)}
      label={{
        children: 'All change types',
        title: 'Off: files and registry only. On: software, services and daemons too.',
      }}
    />
  );
};
