import { inAllVersions } from './in-all-versions'
import * as chapter from './use'

inAllVersions(chapter)
