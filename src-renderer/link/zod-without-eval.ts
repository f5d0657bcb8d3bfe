import { config } from 'zod'

// zod tries to compile its checks with `new Function`, which the content security policy forbids and reports. Imported
// before the contract's schemas, this leaves the attempt out.
config({ jitless: true })
