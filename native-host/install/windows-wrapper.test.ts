import { describe, expect, test } from 'vitest';
import { FRAME_FILES, windowsWrapper } from './windows-wrapper.ts';

const env = {
  APPDATA: 'C:\\Users\\Jürgen\\AppData\\Roaming',
  LOCALAPPDATA: 'C:\\Users\\Jürgen\\AppData\\Local',
  USERPROFILE: 'C:\\Users\\Jürgen',
  ProgramFiles: 'C:\\Program Files',
};

const lines = (node: string, ownData = true): string[] =>
  windowsWrapper({ node, host: '0.1.0\\host.mjs', cache: '0.1.0\\cache', ownData, env }).split('\r\n');

describe('the batch file', () => {
  const text = windowsWrapper({
    node: 'C:\\Program Files\\nodejs\\node.exe',
    host: '0.1.0\\host.mjs',
    cache: '0.1.0\\cache',
    ownData: true,
    env,
  });

  test('has CRLF on every line, and writes nothing to standard output', () => {
    expect(text).toMatch(/^(?:[^\r\n]*\r\n)+$/);
    expect(text.startsWith('@echo off\r\n')).toBe(true);
    for (const line of text.split('\r\n').filter((candidate) => /\becho |^chcp /.test(candidate)))
      expect(line).toMatch(/1>&2$|>nul$|>>"%~dp0\.\.\\starts\.log" echo |^@echo off$/);
  });

  test('starts the host relative to itself, with quoted paths and all arguments', () => {
    expect(text).toContain('set "HOST=%~dp00.1.0\\host.mjs"\r\n');
    expect(
      text.endsWith(':run\r\nif not exist "%HOST%" goto no_host\r\n"%NODE%" "%HOST%" %* & exit /b\r\n'),
    ).toBe(true);
  });

  test.each([
    ['node_missing', 127],
    ['host_missing', 126],
  ])('R11: reports %s by a frame, on standard error and in the log, and exits with %i', (name, exit) => {
    const at = text.indexOf(`type "%~dp0${name}.frame"\r\n`);
    expect(at).toBeGreaterThan(0);
    expect(text.slice(at).split('\r\n').slice(1, 7)).toEqual([
      expect.stringMatching(/^echo ollama-turnkey: The .* 1>&2$/),
      'set "SIZE=0"',
      'for %%F in ("%~dp0..\\starts.log") do if exist %%F set "SIZE=%%~zF"',
      `if %SIZE% lss 65536 >>"%~dp0..\\starts.log" echo {"at":"%DATE% %TIME%","exit":${exit},"cause":"${name}"}`,
      'if not "%~1"=="" "%SystemRoot%\\System32\\findstr.exe" "^" >nul 2>&1',
      `exit /b ${exit}`,
    ]);
    const frame = FRAME_FILES.find((file) => file.name === `${name}.frame`);
    expect(frame?.text.startsWith('@\u0001\0\0{"type":"error"')).toBe(true);
  });

  test('clears what changes how Node starts', () => {
    for (const name of ['NODE_OPTIONS', 'NODE_PATH']) expect(text).toContain(`\r\nset "${name}="\r\n`);
  });

  test('sets the data directory relative to itself', () => {
    expect(text).toContain('for %%D in ("%~dp0..") do set "OLLAMA_TURNKEY_HOME=%%~fD"\r\n');
    expect(lines('C:\\n.exe', false).join()).not.toContain('OLLAMA_TURNKEY_HOME');
  });

  test('keeps Node’s compile cache next to the host if the user owns it', () => {
    expect(text).toContain('set "NODE_COMPILE_CACHE=%~dp00.1.0\\cache"\r\n');
    expect(lines('C:\\n.exe', false).join()).not.toContain('NODE_COMPILE_CACHE');
  });
});

describe('its path of Node', () => {
  test.each([
    ['C:\\Program Files\\nodejs\\node.exe', '%ProgramFiles%\\nodejs\\node.exe'],
    ['c:\\users\\jürgen\\AppData\\Roaming\\nvm\\v24\\node.exe', '%APPDATA%\\nvm\\v24\\node.exe'],
    ['C:\\Users\\Jürgen\\n\\node.exe', '%USERPROFILE%\\n\\node.exe'],
    ['D:\\100%\\node.exe', 'D:\\100%%\\node.exe'],
  ])('%s is written %s', (node, written) => {
    expect(lines(node)).toContain(`set "NODE=${written}"`);
    expect(lines(node)).not.toContain('chcp 65001 >nul');
  });

  test('R15: outside ASCII and outside the known directories, it is read as UTF-8', () => {
    const written = lines('D:\\用户\\node.exe');
    expect(written).toContain('set "NODE=D:\\用户\\node.exe"');
    expect(written.indexOf('chcp 65001 >nul')).toBeLessThan(written.indexOf('set "NODE=D:\\用户\\node.exe"'));
  });
});
