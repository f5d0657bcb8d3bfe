import * as chapter from './trouble'
import { inAllVersions } from './in-all-versions'

inAllVersions(chapter)
