export type { Unknown } from './held.ts';
export type { ConfigurationDirectory, ConfigurationFile, ConfigurationInput, ProcessVariable } from './input.ts';
export type { DirectoryState } from './layers.ts';
export { type LoadedConfiguration, loadConfiguration } from './load.ts';
export type { LoadingProblem, LoadingProblemCode } from './problem.ts';
export { isConfigurationFile, sectionPath } from './section-path.ts';
export type { KnownSetting, Overridden, Setting, UnknownSetting, UnsetSetting } from './setting.ts';
export type { Layer, Source, Statement } from './source.ts';
