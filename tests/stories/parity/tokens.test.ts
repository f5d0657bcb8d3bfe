import { inAllVersions } from './in-all-versions'
import * as chapter from './tokens'

inAllVersions(chapter)
