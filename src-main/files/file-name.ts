/** Longest name that is kept; file systems allow 255 bytes, and a mark and a number are added. */
const LONGEST = 150
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * The name under which an upload is stored. A station may name a file as it likes (quirk D01); only the last segment
 * counts, and nothing of it can lead out of the folder of its job, on any platform.
 */
export function safeFileName(given: string): string {
  const last = given.split(/[/\\]/).filter((segment) => segment !== '').at(-1) ?? ''
  const plain = last
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex -- these are what must not get into a name
    .replace(/[\u0000-\u001f\u007f<>:"|?*\u202a-\u202e\u2066-\u2069]/g, '_')
    .replace(/^\.+/, '')
    .replace(/[. ]+$/, '')
    .trim()
  const short = [...plain].slice(0, LONGEST).join('')
  if (short === '') return 'upload'
  return reserved.test(short) ? `_${short}` : short
}
