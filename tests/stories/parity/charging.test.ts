import * as chapter from './charging'
import { inAllVersions } from './in-all-versions'

inAllVersions(chapter)
