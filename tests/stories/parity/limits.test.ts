import { inAllVersions } from './in-all-versions'
import * as chapter from './limits'

inAllVersions(chapter)
