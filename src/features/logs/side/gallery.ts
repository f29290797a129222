/** A query to begin with. Queries marked with a source are from public material; titles and words are ours. */
export type GalleryQuery = { readonly title: string; readonly about: string; readonly kql: string };
export type GalleryGroup = { readonly name: string; readonly queries: readonly GalleryQuery[] };

const lines = (...text: readonly string[]) => text.join('\n');

/** Queries about changes that come with the product. Those of a group stand in the order one would want them. */
export const gallery: readonly GalleryGroup[] = [
  {
    name: 'Files and registry',
    queries: [
      {
        title: 'Changes by server and type, 14 days',
        about: 'How many files and registry values changed on each server.',
        kql: lines(
          'ConfigurationChange',
          '| where TimeGenerated > ago(14d)',
          "| where ConfigChangeType in ('Registry', 'Files')",
          '| summarize count() by Computer, ConfigChangeType',
        ),
      },
      {
        title: 'Registry changes, 14 days',
        about: 'Every registry change, by server and key.',
        kql: lines(
          'ConfigurationChange',
          '| where TimeGenerated > ago(14d)',
          "| where ConfigChangeType in ('Registry')",
          '| order by Computer, RegistryKey',
        ),
      },
      {
        title: 'Changes over time',
        about: 'Files and registry by hour and category, as a chart.',
        kql: lines(
          'ConfigurationChange',
          '| where ConfigChangeType in ("Files", "Registry")',
          '| summarize Changes = count() by bin(TimeGenerated, 1h), ChangeCategory',
          '| render timechart',
        ),
      },
      {
        title: 'Files whose content changed',
        about: 'Modified files with the hash before and after.',
        kql: lines(
          'ConfigurationChange',
          '| where ConfigChangeType == "Files" and FieldsChanged contains "FileContentChecksum"',
          '| project TimeGenerated, Computer, FileSystemPath, PreviousFileContentChecksum, FileContentChecksum, PreviousSize, Size',
          '| sort by TimeGenerated desc',
        ),
      },
      {
        title: 'The hosts file changed',
        about: 'On Windows and Linux: a change here redirects names.',
        kql: 'ConfigurationChange | where FieldsChanged contains "FileContentChecksum" and FileSystemPath contains "hosts"',
      },
      {
        title: 'Accounts, passwords and sudo rules',
        about: 'Linux files that say who may log in and do what.',
        kql: lines(
          'ConfigurationChange',
          '| where FileSystemPath matches regex @"^/etc/(passwd|shadow|group|gshadow|sudoers)$" or FileSystemPath startswith "/etc/sudoers.d/"',
          '| project TimeGenerated, Computer, ChangeCategory, FileSystemPath, FieldsChanged',
          '| sort by TimeGenerated desc',
        ),
      },
      {
        title: 'What starts with Windows',
        about: 'Changes below the Run, RunOnce and Winlogon keys.',
        kql: lines(
          'ConfigurationChange',
          '| where ConfigChangeType == "Registry"',
          '| where RegistryKey contains @"\\CurrentVersion\\Run" or RegistryKey contains @"\\Winlogon"',
          '| project TimeGenerated, Computer, ChangeCategory, RegistryKey, ValueName, PreviousValueData, ValueData',
          '| sort by TimeGenerated desc',
        ),
      },
      {
        title: 'A registry key and everything below it',
        about: 'Here: the settings of the Windows firewall.',
        kql: lines(
          'ConfigurationChange',
          '| where RegistryKey contains @"\\SharedAccess\\Parameters\\FirewallPolicy"',
          '| sort by TimeGenerated desc',
        ),
      },
    ],
  },
  {
    name: 'Across the fleet',
    queries: [
      {
        title: 'Most changed paths',
        about: 'Twenty paths with the most changes, and on how many servers.',
        kql: lines(
          'ConfigurationChange',
          '| where ConfigChangeType == "Files"',
          '| summarize Changes = count(), Servers = dcount(Computer), Last = max(TimeGenerated) by FileSystemPath',
          '| top 20 by Changes',
        ),
      },
      {
        title: 'Changed on one server only',
        about: 'Paths nobody else changed: more telling than a rollout.',
        kql: lines(
          'ConfigurationChange',
          '| where ConfigChangeType == "Files"',
          '| summarize Servers = dcount(Computer), Server = take_any(Computer), Last = max(TimeGenerated) by FileSystemPath',
          '| where Servers == 1',
          '| project-away Servers',
          '| sort by Last desc',
        ),
      },
      {
        title: 'New paths today',
        about: 'Paths that changed in the last day, but not in the 29 days before.',
        kql: lines(
          'let recent = ConfigurationChange | where TimeGenerated > ago(1d) | distinct FileSystemPath;',
          'ConfigurationChange',
          '| where TimeGenerated between (ago(30d) .. ago(1d))',
          '| distinct FileSystemPath',
          '| join kind=rightanti recent on FileSystemPath',
        ),
      },
      {
        title: 'Which properties change',
        about: 'How often each property is among the changed ones.',
        kql: lines(
          'ConfigurationChange',
          '| mv-expand Field = split(FieldsChanged, ";") to typeof(string)',
          '| where isnotempty(Field)',
          '| summarize Changes = count() by Field',
          '| sort by Changes desc',
          '| render barchart',
        ),
      },
      {
        title: 'Changes by hour of the day',
        about: 'At night and at weekends few people change things.',
        kql: lines(
          'ConfigurationChange',
          '| summarize Changes = count() by Hour = hourofday(TimeGenerated)',
          '| sort by Hour asc',
          '| render columnchart',
        ),
      },
    ],
  },
  {
    name: 'Software and services',
    queries: [
      {
        title: 'Services that stopped, 30 minutes',
        about: 'Windows services with automatic start that went from running to stopped.',
        kql: lines(
          'ConfigurationChange',
          '| where ConfigChangeType == "WindowsServices" and SvcChangeType == "State"',
          '| where SvcPreviousState == "Running" and SvcState == "Stopped"',
          '| where SvcStartupType == "Auto" and TimeGenerated > ago(30m)',
        ),
      },
      {
        title: 'Stopped Windows services',
        about: 'Every time a service was seen stopped, the newest first.',
        kql: lines(
          'ConfigurationChange',
          '| where ConfigChangeType == "WindowsServices" and SvcState == "Stopped"',
          '| sort by TimeGenerated desc',
        ),
      },
      {
        title: 'Automatic services that do not run now',
        about: 'From the inventory: the last known state of each service.',
        kql: lines(
          'ConfigurationData',
          '| where ConfigDataType == "WindowsServices" and SvcStartupType == "Auto"',
          '| where SvcState == "Stopped"',
          '| summarize arg_max(TimeGenerated, *) by SoftwareName, Computer',
        ),
      },
      {
        title: 'The SSH daemon is not running',
        about: 'Linux daemons by name and state.',
        kql: lines(
          'ConfigurationChange',
          '| where ConfigChangeType == "Daemons" and SvcName contains "ssh" and SvcState != "Running"',
        ),
      },
      {
        title: 'Software changes',
        about: 'Installed, updated and removed packages, the newest first.',
        kql: lines('ConfigurationChange', '| where ConfigChangeType == "Software"', '| sort by TimeGenerated desc'),
      },
      {
        title: 'Software changes by server',
        about: 'Where packages change most.',
        kql: lines(
          'ConfigurationChange',
          '| where ConfigChangeType == "Software"',
          '| summarize AggregatedValue = count() by Computer',
        ),
      },
      {
        title: 'Software changes by category',
        about: 'How many packages came, changed and went.',
        kql: lines(
          'ConfigurationChange',
          '| where ConfigChangeType == "Software"',
          '| summarize AggregatedValue = count() by ChangeCategory',
          '| render piechart',
        ),
      },
      {
        title: 'Removed software',
        about: 'What was taken off a server, the newest first.',
        kql: lines(
          'ConfigurationChange',
          '| where ConfigChangeType == "Software" and ChangeCategory == "Removed"',
          '| order by TimeGenerated desc',
        ),
      },
    ],
  },
  {
    name: 'Collection',
    queries: [
      {
        title: 'Last heartbeat of each server',
        about: 'Servers that are quiet may be down, or no longer monitored.',
        kql: lines(
          'Heartbeat',
          '| summarize LastHeartbeat = max(TimeGenerated) by Computer',
          '| sort by LastHeartbeat asc',
        ),
      },
      {
        title: 'Servers silent for five hours',
        about: 'No heartbeat since: their changes are not reported either.',
        kql: lines(
          'Heartbeat',
          '| summarize LastHeartbeat = max(TimeGenerated) by Computer',
          '| where LastHeartbeat < ago(5h)',
        ),
      },
      {
        title: 'Rows by table',
        about: 'Everything the workspace received, by table.',
        kql: lines(
          'union withsource=Table ConfigurationChange, ConfigurationData, Heartbeat, Operation',
          '| summarize Rows = count(), Last = max(TimeGenerated) by Table',
        ),
      },
      {
        title: 'What the collectors report about themselves',
        about: 'Baselines taken, settings read, problems met.',
        kql: lines(
          'Operation',
          '| sort by TimeGenerated desc',
          '| project TimeGenerated, Computer, OperationCategory, OperationStatus, Detail',
        ),
      },
    ],
  },
];
