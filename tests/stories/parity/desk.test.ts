import * as chapter from './desk'
import { inAllVersions } from './in-all-versions'

inAllVersions(chapter)
