import * as chapter from './contact'
import { inAllVersions } from './in-all-versions'

inAllVersions(chapter)
