/** Changes a count without filters counts (design: Files and Registry, as the original). */
export const countedChanges = "ConfigurationChange\n| where ConfigChangeType in ('Files', 'Registry')";
