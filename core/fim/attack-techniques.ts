/**
 * The techniques of MITRE ATT&CK (Enterprise, version 16) that our reasons name, with their names there. Later versions
 * renumber some of them.
 */
export const attackTechniques = {
  'T1003.002': 'Security Account Manager',
  T1014: 'Rootkit',
  'T1036.005': 'Match Legitimate Name or Location',
  'T1037.004': 'RC Scripts',
  'T1053.003': 'Cron',
  'T1059.003': 'Windows Command Shell',
  T1070: 'Indicator Removal',
  T1112: 'Modify Registry',
  'T1542.003': 'Bootkit',
  'T1546.010': 'AppInit DLLs',
  T1547: 'Boot or Logon Autostart Execution',
  'T1547.001': 'Registry Run Keys / Startup Folder',
  'T1547.004': 'Winlogon Helper DLL',
  'T1547.006': 'Kernel Modules and Extensions',
  'T1548.001': 'Setuid and Setgid',
  'T1553.003': 'SIP and Trust Provider Hijacking',
  T1554: 'Compromise Host Software Binary',
  T1556: 'Modify Authentication Process',
  'T1562.001': 'Disable or Modify Tools',
  'T1562.004': 'Disable or Modify System Firewall',
  T1574: 'Hijack Execution Flow',
  'T1574.006': 'Dynamic Linker Hijacking',
  'T1574.007': 'Path Interception by PATH Environment Variable',
} as const satisfies Readonly<Record<string, string>>;

export type AttackTechniqueId = keyof typeof attackTechniques;
