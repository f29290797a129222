/** What changes on the demo's Linux servers: names as they are on real ones. */

export type LinuxPackage = { readonly name: string; readonly version: string; readonly files: readonly string[] };

const pkg = (name: string, version: string, ...files: readonly string[]): LinuxPackage => ({ name, version, files });

/** Packages that unattended upgrades bring, with those of their files that the recommended items cover. */
export const packages: readonly LinuxPackage[] = [
  pkg('openssl', '3.0.13-0ubuntu3.', '/usr/bin/openssl', '/usr/bin/c_rehash'),
  pkg('openssh-server', '1:9.6p1-3ubuntu13.', '/usr/sbin/sshd', '/usr/lib/openssh/sftp-server'),
  pkg(
    'openssh-client',
    '1:9.6p1-3ubuntu13.',
    '/usr/bin/ssh',
    '/usr/bin/scp',
    '/usr/bin/sftp',
    '/usr/bin/ssh-add',
    '/usr/bin/ssh-agent',
    '/usr/bin/ssh-keygen',
    '/usr/bin/ssh-keyscan',
  ),
  pkg('sudo', '1.9.15p5-3ubuntu5.', '/usr/bin/sudo', '/usr/bin/sudoreplay', '/usr/bin/cvtsudoers', '/usr/sbin/visudo'),
  pkg(
    'passwd',
    '1:4.13+dfsg1-4ubuntu3.',
    '/usr/bin/passwd',
    '/usr/bin/chage',
    '/usr/bin/gpasswd',
    '/usr/sbin/useradd',
    '/usr/sbin/usermod',
    '/usr/sbin/userdel',
    '/usr/sbin/groupadd',
  ),
  pkg('login', '1:4.13+dfsg1-4ubuntu3.', '/bin/login', '/usr/bin/newgrp', '/usr/sbin/nologin'),
  pkg('curl', '8.5.0-2ubuntu10.', '/usr/bin/curl'),
  pkg('wget', '1.21.4-1ubuntu4.', '/usr/bin/wget'),
  pkg('vim-tiny', '2:9.1.0016-1ubuntu7.', '/usr/bin/vim.tiny'),
  pkg(
    'systemd',
    '255.4-1ubuntu8.',
    '/usr/bin/systemctl',
    '/usr/bin/journalctl',
    '/usr/bin/systemd-run',
    '/usr/bin/systemd-tmpfiles',
    '/usr/bin/loginctl',
    '/usr/bin/networkctl',
  ),
  pkg('udev', '255.4-1ubuntu8.', '/usr/bin/udevadm', '/sbin/udevadm'),
  pkg('bash', '5.2.21-2ubuntu4.', '/bin/bash'),
  pkg(
    'coreutils',
    '9.4-3ubuntu6.',
    '/usr/bin/ls',
    '/usr/bin/cp',
    '/usr/bin/mv',
    '/usr/bin/rm',
    '/usr/bin/cat',
    '/usr/bin/chmod',
    '/usr/bin/chown',
    '/usr/bin/stat',
  ),
  pkg('python3.12-minimal', '3.12.3-1ubuntu0.', '/usr/bin/python3.12'),
  pkg('perl-base', '5.38.2-3.2ubuntu0.', '/usr/bin/perl'),
  pkg('git', '1:2.43.0-1ubuntu7.', '/usr/bin/git', '/usr/bin/git-shell'),
  pkg('tcpdump', '4.99.4-3ubuntu4.', '/usr/bin/tcpdump'),
  pkg('bind9-dnsutils', '1:9.18.30-0ubuntu0.', '/usr/bin/dig', '/usr/bin/nslookup', '/usr/bin/nsupdate'),
  pkg('iproute2', '6.1.0-1ubuntu6.', '/usr/sbin/ip', '/sbin/ip', '/usr/bin/ss', '/usr/sbin/tc'),
  pkg('rsync', '3.2.7-1ubuntu1.', '/usr/bin/rsync', '/usr/bin/rsync-ssl'),
  pkg('gnupg', '2.4.4-2ubuntu17.', '/usr/bin/gpg', '/usr/bin/gpgconf', '/usr/bin/gpg-agent'),
  pkg('snapd', '2.66.1+24.04.', '/usr/bin/snap'),
  pkg('docker-ce', '5:27.3.1-1~ubuntu.', '/usr/bin/dockerd', '/usr/bin/docker', '/usr/bin/docker-proxy'),
  pkg('containerd.io', '1.7.22-', '/usr/bin/containerd', '/usr/bin/containerd-shim-runc-v2', '/usr/bin/runc'),
  pkg('nginx-core', '1.24.0-2ubuntu7.', '/usr/sbin/nginx', '/etc/init.d/nginx'),
  pkg('postgresql-16', '16.6-0ubuntu0.24.04.', '/usr/bin/psql', '/usr/bin/pg_dump', '/usr/bin/pg_basebackup'),
  pkg('apt', '2.7.14build', '/usr/bin/apt', '/usr/bin/apt-get', '/usr/bin/apt-cache', '/etc/cron.daily/apt-compat'),
  pkg('logrotate', '3.21.0-2build', '/usr/sbin/logrotate', '/etc/cron.daily/logrotate', '/etc/logrotate.conf'),
  pkg('man-db', '2.12.0-4build', '/usr/bin/man', '/etc/cron.daily/man-db', '/etc/cron.weekly/man-db'),
  pkg('cron', '3.0pl1-184ubuntu', '/usr/sbin/cron', '/usr/bin/crontab', '/etc/crontab', '/etc/init.d/cron'),
  pkg('fuse3', '3.14.0-5build', '/usr/bin/fusermount3', '/etc/fuse.conf'),
  pkg('ca-certificates', '2024', '/usr/sbin/update-ca-certificates', '/etc/ca-certificates.conf'),
];

/** Configuration that tools rewrite by themselves, again and again. */
export const churnedFiles: readonly string[] = [
  '/etc/resolv.conf',
  '/etc/chrony.conf',
  '/etc/rsyslog.conf',
  '/etc/logrotate.conf',
  '/etc/waagent.conf',
  '/etc/ld.so.conf',
  '/etc/sysctl.conf',
  '/etc/nsswitch.conf',
  '/etc/mdadm.conf',
  '/etc/updatedb.conf',
  '/etc/fluent-bit.conf',
  '/etc/telegraf.conf',
  '/etc/keepalived.conf',
  '/etc/haproxy.conf',
];

/** Programs the company deploys itself. */
export const deployedPrograms: readonly string[] = [
  '/opt/bin/orders-api',
  '/opt/bin/catalog-api',
  '/opt/bin/pricing-worker',
  '/opt/bin/settlement',
  '/opt/bin/inventory-sync',
  '/opt/bin/feed-importer',
  '/opt/sbin/shipper',
  '/usr/local/bin/orders-api',
  '/usr/local/bin/healthcheck',
  '/usr/local/bin/rotate-secrets',
  '/usr/local/bin/etl-runner',
  '/usr/local/sbin/node-agent',
  '/usr/local/sbin/backup-hook',
];

export const daemons: readonly { readonly name: string; readonly path: string }[] = [
  { name: 'ssh', path: '/usr/sbin/sshd' },
  { name: 'cron', path: '/usr/sbin/cron' },
  { name: 'nginx', path: '/usr/sbin/nginx' },
  { name: 'docker', path: '/usr/bin/dockerd' },
  { name: 'postgresql', path: '/usr/lib/postgresql/16/bin/postgres' },
  { name: 'systemd-resolved', path: '/usr/lib/systemd/systemd-resolved' },
  { name: 'chrony', path: '/usr/sbin/chronyd' },
  { name: 'orders-api', path: '/opt/bin/orders-api' },
];

/** Owner and group as the Linux agent writes them. */
export const linuxAcls = {
  root: 'owner root (0), group root (0)',
  deploy: 'owner deploy (1001), group deploy (1001)',
} as const;
export const linuxModes = {
  program: '0755 -rwxr-xr-x',
  setuid: '4755 -rwsr-xr-x',
  config: '0644 -rw-r--r--',
  secret: '0640 -rw-r-----',
} as const;
