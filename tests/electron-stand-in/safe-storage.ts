/** A computer without a key store, as a bare Linux is: secrets are kept in a file of the user alone. */
export const safeStorage = {
  isEncryptionAvailable: () => false,
  getSelectedStorageBackend: () => 'basic_text',
  encryptString(): never {
    throw new Error('there is no key store')
  },
  decryptString(): never {
    throw new Error('there is no key store')
  },
}
