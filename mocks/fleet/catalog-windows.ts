/** What changes on the demo's Windows servers: names as they are on real ones. */

export const windowsAcls = {
  system: String.raw`[ { "Name": "Owner" "Value": "NT SERVICE\\TrustedInstaller" } { "Name": "Group" "Value": "NT SERVICE\\TrustedInstaller" } { "Name": "Access" "Value": "NT AUTHORITY\\SYSTEM Allow ReadAndExecute, BUILTIN\\Administrators Allow ReadAndExecute, BUILTIN\\Users Allow ReadAndExecute" } ]`,
  administrators: String.raw`[ { "Name": "Owner" "Value": "BUILTIN\\Administrators" } { "Name": "Group" "Value": "NT AUTHORITY\\SYSTEM" } { "Name": "Access" "Value": "NT AUTHORITY\\SYSTEM Allow FullControl, BUILTIN\\Administrators Allow FullControl" } ]`,
  applicationPool: String.raw`[ { "Name": "Owner" "Value": "IIS APPPOOL\\shop" } { "Name": "Group" "Value": "IIS APPPOOL\\shop" } { "Name": "Access" "Value": "IIS APPPOOL\\shop Allow FullControl, BUILTIN\\Administrators Allow FullControl" } ]`,
} as const;

export const archive = 'Archive';

const system32 = (names: string) => names.split(' ').map((name) => String.raw`C:\Windows\System32\ `.trim() + name);

/** Files a cumulative update replaces, those of the recommended list first. */
export const patchedFiles: readonly string[] = [
  String.raw`C:\Windows\explorer.exe`,
  String.raw`C:\Windows\regedit.exe`,
  String.raw`C:\Windows\System32\userinit.exe`,
  ...system32(
    'ntdll.dll kernel32.dll KernelBase.dll ntoskrnl.exe win32k.sys win32kfull.sys win32kbase.sys lsasrv.dll lsass.exe schannel.dll ' +
      'crypt32.dll cryptsvc.dll bcrypt.dll ncrypt.dll kerberos.dll msv1_0.dll netlogon.dll samsrv.dll winlogon.exe services.exe ' +
      'svchost.exe rpcrt4.dll rpcss.dll combase.dll ole32.dll oleaut32.dll advapi32.dll user32.dll gdi32.dll gdi32full.dll ' +
      'shell32.dll shlwapi.dll urlmon.dll wininet.dll winhttp.dll mshtml.dll jscript9.dll vbscript.dll msxml6.dll tcpip.sys ' +
      'spoolsv.exe localspl.dll win32spl.dll dnsapi.dll dnsrslvr.dll dhcpcore.dll termsrv.dll rdpcorets.dll wbemcore.dll wmiprvse.exe ' +
      'taskschd.dll schedsvc.dll gpsvc.dll appxdeploymentserver.dll wuaueng.dll wuauclt.exe usoclient.exe clfs.sys ci.dll hal.dll',
  ),
  ...'http.sys ntfs.sys srv2.sys mrxsmb.sys afd.sys tdx.sys ndis.sys fltMgr.sys clfs.sys storport.sys'
    .split(' ')
    .map((name) => String.raw`C:\Windows\System32\drivers\ `.trim() + name),
];

/** Components whose side-by-side copies an update adds under WinSxS. */
export const sideBySideComponents: readonly string[] =
  'os-kernel security-kerberos lsa-msprivs tcpip-driver smbserver smbminirdr http rpc-local win32k user32 gdi32 shell32 ie-htmlrendering scripting-jscript9 msxml60 printing-spooler-core dns-client terminalservices-rdp wmi-core taskscheduler-service grouppolicy-base windowsupdateclient-core'.split(
    ' ',
  );

export const winlogonKey = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon`;
export const runKey = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Run`;
export const runOnceKey = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\RunOnce`;
export const hivelistKey = String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Control\hivelist`;
const firewall = String.raw`HKEY_LOCAL_MACHINE\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy`;
export const firewallKeys: readonly string[] = ['DomainProfile', 'PublicProfile', 'StandardProfile'].map(
  (profile) => `${firewall}\\${profile}`,
);
const explorer = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer`;

/** Values an installer or a policy refresh rewrites now and then. */
export const policyValues: readonly { readonly key: string; readonly name: string; readonly data: string }[] = [
  { key: winlogonKey, name: 'LegalNoticeText', data: 'Authorised use only. Notice revision ' },
  { key: winlogonKey, name: 'CachedLogonsCount', data: '1' },
  {
    key: String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Windows`,
    name: 'AppInit_DLLs',
    data: String.raw`C:\PROGRA~1\Contoso\hook`,
  },
  { key: `${explorer}\\Shell Folders`, name: 'Common Startup', data: String.raw`C:\ProgramData\Startup\rev` },
  { key: `${explorer}\\User Shell Folders`, name: 'Common Desktop', data: String.raw`%PUBLIC%\Desktop\rev` },
  { key: runKey, name: 'SecurityHealth', data: String.raw`%windir%\system32\SecurityHealthSystray.exe /r` },
  { key: runKey, name: 'BackupTray', data: String.raw`"C:\Program Files\Contoso\Backup\tray.exe" /v:` },
];

/** Hives that load and unload: Added, then Removed at the next registry scan. */
export const flappingHives: readonly { readonly name: string; readonly data: string }[] = [
  {
    name: String.raw`\REGISTRY\MACHINE\COMPONENTS`,
    data: String.raw`\Device\HarddiskVolume1\Windows\System32\config\COMPONENTS`,
  },
  {
    name: String.raw`\REGISTRY\MACHINE\DRIVERS`,
    data: String.raw`\Device\HarddiskVolume1\Windows\System32\config\DRIVERS`,
  },
  {
    name: String.raw`\REGISTRY\MACHINE\SCHEMA`,
    data: String.raw`\Device\HarddiskVolume1\Windows\System32\SMI\Store\Machine\SCHEMA.DAT`,
  },
];

/** Applications deployed under inetpub, each with the assemblies of one release. */
export const webApplications: readonly string[] = ['shop', 'portal', 'intranet', 'api', 'payments'];
export const applicationAssemblies: readonly string[] =
  'App.Web.dll App.Core.dll App.Data.dll App.Orders.dll App.Catalog.dll App.Identity.dll App.Messaging.dll App.Reporting.dll Newtonsoft.Json.dll Serilog.dll Polly.dll Dapper.dll AutoMapper.dll FluentValidation.dll StackExchange.Redis.dll Azure.Core.dll'.split(
    ' ',
  );

export const windowsServices: readonly {
  readonly name: string;
  readonly displayName: string;
  readonly path: string;
}[] = [
  {
    name: 'W3SVC',
    displayName: 'World Wide Web Publishing Service',
    path: String.raw`C:\Windows\system32\svchost.exe -k iissvcs`,
  },
  { name: 'wuauserv', displayName: 'Windows Update', path: String.raw`C:\Windows\system32\svchost.exe -k netsvcs -p` },
  {
    name: 'TrustedInstaller',
    displayName: 'Windows Modules Installer',
    path: String.raw`C:\Windows\servicing\TrustedInstaller.exe`,
  },
  {
    name: 'BITS',
    displayName: 'Background Intelligent Transfer Service',
    path: String.raw`C:\Windows\System32\svchost.exe -k netsvcs -p`,
  },
  {
    name: 'MSSQLSERVER',
    displayName: 'SQL Server (MSSQLSERVER)',
    path: String.raw`"C:\Program Files\Microsoft SQL Server\MSSQL15.MSSQLSERVER\MSSQL\Binn\sqlservr.exe" -sMSSQLSERVER`,
  },
  { name: 'Spooler', displayName: 'Print Spooler', path: String.raw`C:\Windows\System32\spoolsv.exe` },
  {
    name: 'edgeupdate',
    displayName: 'Microsoft Edge Update Service (edgeupdate)',
    path: String.raw`"C:\Program Files (x86)\Microsoft\EdgeUpdate\MicrosoftEdgeUpdate.exe" /svc`,
  },
];
