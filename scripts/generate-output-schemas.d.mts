export const outputFile: string
export function outputSchemas(): string
