import type { Reason } from './recommended-reasons';

const machine = 'hkey_local_machine\\';
const native = `${machine}software\\microsoft\\`;
const wow = `${machine}software\\wow6432node\\microsoft\\`;
const sip = 'cryptography\\oid\\encodingtype 0\\cryptsipdllremovesigneddatamsg\\';
const [programs, scripts] = ['{c689aab8-8e78-11d0-8c47-00c04fc295ee}', '{603bcc1f-4b59-4e08-b724-d2c6297ef351}'];
const firewall = `${machine}system\\currentcontrolset\\services\\sharedaccess\\parameters\\firewallpolicy\\`;

/** By key in full, in lower case. `WOW6432Node` is what 32-bit programs see on 64-bit Windows. */
export const registryReasons: Readonly<Record<string, Reason>> = {
  [`${native}${sip}${programs}`]: {
    text: 'Names the library that takes signatures out of programs (exe, dll): another library here undermines what Windows believes to be signed.',
    techniques: ['T1553.003'],
  },
  [`${native}${sip}${scripts}`]: {
    text: 'Names the library that handles signatures of PowerShell scripts: another one can make unsigned scripts pass for signed.',
    techniques: ['T1553.003'],
  },
  [`${native}windows nt\\currentversion\\inifilemapping\\system.ini\\boot`]: {
    text: 'Leads readers of system.ini to the registry for the shell: bent, it starts another program in place of the desktop.',
    techniques: ['T1547.004', 'T1112'],
  },
  [`${native}windows nt\\currentversion\\windows`]: {
    text: 'AppInit_DLLs here is loaded into nearly every program with a window, and Load and Run start programs at sign-in.',
    techniques: ['T1546.010', 'T1547.001'],
  },
  [`${native}windows nt\\currentversion\\winlogon`]: {
    text: 'Shell and Userinit say what runs when someone signs in: one more name after the comma runs for every user.',
    techniques: ['T1547.004'],
  },
  [`${native}windows\\currentversion\\explorer\\shell folders`]: {
    text: 'Where Windows looks for the common Startup folder: pointed elsewhere, it starts what an intruder puts there.',
    techniques: ['T1547.001'],
  },
  [`${native}windows\\currentversion\\explorer\\user shell folders`]: {
    text: 'Windows copies these paths over Shell Folders at each sign-in, so that a Startup folder moved here stays moved.',
    techniques: ['T1547.001', 'T1112'],
  },
  [`${native}windows\\currentversion\\run`]: {
    text: 'Every program named here starts at each sign-in: the most used way to stay on a Windows computer.',
    techniques: ['T1547.001'],
  },
  [`${native}windows\\currentversion\\runonce`]: {
    text: 'Runs once and deletes its own entry, so that a change here may be the only trace of what was started.',
    techniques: ['T1547.001', 'T1070'],
  },
  [`${native}windows\\currentversion\\runonceex`]: {
    text: 'Can load libraries at sign-in without naming a program, which autostart checks easily miss.',
    techniques: ['T1547.001'],
  },
  [`${native}windows\\currentversion\\runservices`]: {
    text: 'Started programs before anyone signed in on old Windows: modern software has no business creating it.',
    techniques: ['T1547.001'],
  },
  [`${native}windows\\currentversion\\runservicesonce`]: {
    text: 'The one-time form of an autostart that Windows no longer uses: an entry says that a tool tries them all.',
    techniques: ['T1547.001'],
  },
  [`${wow}${sip}${programs}`]: {
    text: 'What 32-bit programs use to take signatures out of executables: bent here alone, 64-bit checks still look clean.',
    techniques: ['T1553.003'],
  },
  [`${wow}${sip}${scripts}`]: {
    text: 'The 32-bit PowerShell asks this key about script signatures, a side door beside the 64-bit one that is checked.',
    techniques: ['T1553.003'],
  },
  [`${wow}windows nt\\currentversion\\inifilemapping\\system.ini\\boot`]: {
    text: 'The 32-bit view of where system.ini is really read from: old installers follow it, and so does who abuses them.',
    techniques: ['T1547.004', 'T1112'],
  },
  [`${wow}windows nt\\currentversion\\windows`]: {
    text: 'Its AppInit_DLLs goes into 32-bit programs only, where password managers and older business software often run.',
    techniques: ['T1546.010'],
  },
  [`${wow}windows nt\\currentversion\\winlogon`]: {
    text: 'Sign-in itself reads the 64-bit key: values put here serve to deceive 32-bit tools or betray a clumsy attempt.',
    techniques: ['T1547.004', 'T1112'],
  },
  [`${wow}windows\\currentversion\\explorer\\shell folders`]: {
    text: '32-bit programs find common folders by this key: a path changed here makes them load and store in the wrong place.',
    techniques: ['T1547.001', 'T1574'],
  },
  [`${wow}windows\\currentversion\\explorer\\user shell folders`]: {
    text: 'The lasting form of the 32-bit folder paths: a change survives the next sign-in, which writes the other key anew.',
    techniques: ['T1547.001'],
  },
  [`${wow}windows\\currentversion\\run`]: {
    text: 'Autostart of 32-bit software, read at every sign-in as well and looked at less often than its 64-bit twin.',
    techniques: ['T1547.001'],
  },
  [`${wow}windows\\currentversion\\runonce`]: {
    text: '32-bit installers leave commands here for the next sign-in: one among them is quickly taken for theirs, and then gone.',
    techniques: ['T1547.001', 'T1070'],
  },
  [`${wow}windows\\currentversion\\runonceex`]: {
    text: 'Hardly any software uses it in its 32-bit form, so that an entry deserves a question of its own.',
    techniques: ['T1547.001'],
  },
  [`${wow}windows\\currentversion\\runservices`]: {
    text: 'Neither 64-bit Windows nor its 32-bit layer starts anything from here: malware written for older systems still writes to it.',
    techniques: ['T1547.001'],
  },
  [`${wow}windows\\currentversion\\runservicesonce`]: {
    text: 'A leftover of a leftover: a value in it shows that something writes to every autostart place it knows.',
    techniques: ['T1547.001', 'T1112'],
  },
  [`${machine}system\\currentcontrolset\\control\\hivelist`]: {
    text: 'Says which files are the loaded registry hives: an unknown one may be a copied account database being read.',
    techniques: ['T1003.002', 'T1112'],
  },
  [`${machine}system\\currentcontrolset\\control\\session manager\\knowndlls`]: {
    text: 'Libraries listed here load from System32 alone: a name taken off the list can be replaced by a file beside a program.',
    techniques: ['T1574'],
  },
  [`${firewall}domainprofile`]: {
    text: 'Firewall settings inside the company network: switched off, nothing stops movement from server to server.',
    techniques: ['T1562.004'],
  },
  [`${firewall}publicprofile`]: {
    text: 'Firewall settings towards unknown networks: an opening here exposes the server to anyone who reaches it.',
    techniques: ['T1562.004'],
  },
  [`${firewall}standardprofile`]: {
    text: 'Firewall settings on private networks outside a domain, where a server falls back when its domain is out of reach.',
    techniques: ['T1562.004'],
  },
};
