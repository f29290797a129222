import type { Expectation, RegistryType } from './baselines/expectation';

/** A registry value a baseline looks at. `expected`: where an owner starts; null where every network decides for itself. */
export type BaselineSetting = {
  readonly valueName: string;
  readonly type: RegistryType;
  /** Name of the security policy that sets it. */
  readonly policy: string;
  readonly description: string;
  readonly expected: Expectation | null;
};

const number = (value: string): Expectation => ({ rule: { kind: 'is', value }, mayBeAbsent: false });
/** Only domain controllers have it, as a rule. */
const whereItIs = (value: string): Expectation => ({ ...number(value), mayBeAbsent: true });

/**
 * The ten values under the Netlogon parameters key that security baselines check: how a machine speaks with its domain controllers.
 * Source of names, types and expected values: Microsoft's security policy reference.
 */
export const netlogonBaseline = {
  title: 'Netlogon parameters',
  /** Part of the name of the monitored item that watches the key, and of the saved search that holds the expectations. */
  name: 'NetlogonParameters',
  key: String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\Netlogon\Parameters`,
  settings: [
    {
      valueName: 'RequireSignOrSeal',
      type: 'REG_DWORD',
      policy: 'Domain member: Digitally encrypt or sign secure channel data (always)',
      description:
        'With 1, the machine talks to a domain controller only over a channel that is signed or encrypted. With 0 it also accepts one that anybody between the two can read and alter.',
      expected: number('1'),
    },
    {
      valueName: 'SealSecureChannel',
      type: 'REG_DWORD',
      policy: 'Domain member: Digitally encrypt secure channel data (when possible)',
      description:
        'With 1, the machine asks for encryption of what it exchanges with domain controllers, passwords of accounts among it.',
      expected: number('1'),
    },
    {
      valueName: 'SignSecureChannel',
      type: 'REG_DWORD',
      policy: 'Domain member: Digitally sign secure channel data (when possible)',
      description:
        'With 1, the machine asks for signatures, so that data changed on its way to a controller is noticed.',
      expected: number('1'),
    },
    {
      valueName: 'RequireStrongKey',
      type: 'REG_DWORD',
      policy: 'Domain member: Require strong (Windows 2000 or later) session key',
      description: 'With 1, session keys have 128 bits. With 0, a controller may talk the machine into 64 bits.',
      expected: number('1'),
    },
    {
      valueName: 'DisablePasswordChange',
      type: 'REG_DWORD',
      policy: 'Domain member: Disable machine account password changes',
      description:
        'With 0, the machine changes the password of its account by itself. With 1 a password that was stolen once stays good for ever.',
      expected: number('0'),
    },
    {
      valueName: 'MaximumPasswordAge',
      type: 'REG_DWORD',
      policy: 'Domain member: Maximum machine account password age',
      description:
        'Days after which the machine changes the password of its account. 30 or fewer are wanted; 0 means never.',
      expected: { rule: { kind: 'between', least: '1', most: '30' }, mayBeAbsent: false },
    },
    {
      valueName: 'RefusePasswordChange',
      type: 'REG_DWORD',
      policy: 'Domain controller: Refuse machine account password changes',
      description:
        'A setting of domain controllers. With 1 they turn down the new passwords that machines choose, and old ones live on; 0 lets them in.',
      expected: whereItIs('0'),
    },
    {
      valueName: 'AuditNTLMInDomain',
      type: 'REG_DWORD',
      policy: 'Network security: Restrict NTLM: Audit NTLM authentication in this domain',
      description:
        'A setting of domain controllers. With 7 every sign-in by NTLM is logged, without which nobody knows what would break if it were turned off.',
      expected: whereItIs('7'),
    },
    {
      valueName: 'RestrictNTLMInDomain',
      type: 'REG_DWORD',
      policy: 'Network security: Restrict NTLM: NTLM authentication in this domain',
      description:
        'A setting of domain controllers: 0 lets NTLM through, 1, 3 and 5 deny it in part, 7 altogether. What is right depends on what still needs it.',
      expected: null,
    },
    {
      valueName: 'DCAllowedNTLMServers',
      type: 'REG_MULTI_SZ',
      policy: 'Network security: Restrict NTLM: Add server exceptions in this domain',
      description:
        'A setting of domain controllers: servers that may use NTLM although it is denied. Every name more is a way around the rule.',
      expected: null,
    },
  ],
} as const satisfies {
  readonly title: string;
  readonly name: string;
  readonly key: string;
  readonly settings: readonly BaselineSetting[];
};

export const netlogonSettings: readonly BaselineSetting[] = netlogonBaseline.settings;
