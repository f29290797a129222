import { Tooltip } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Access } from '../api/access';

/**
 * A control that its user may not use says why, on hover and on focus: a disabled button takes neither, so what surrounds it does.
 */
export const WithReason = ({ access, children }: { readonly access: Access; readonly children: ReactElement }) =>
  access.allowed ? (
    children
  ) : (
    <Tooltip content={access.reason} relationship="description" showDelay={400}>
      {/* Focus has to land somewhere for the reason to be heard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <span tabIndex={0} style={{ display: 'inline-flex' }}>
        {children}
      </span>
    </Tooltip>
  );
