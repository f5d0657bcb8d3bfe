import * as chapter from './control'
import { inAllVersions } from './in-all-versions'

inAllVersions(chapter)
