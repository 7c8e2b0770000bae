namespace AdapterKit.Analyzers;

/// <summary>Reports two tasks of one id.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateTaskAnalyzer() : DuplicateIdAnalyzer(Family.Task, TaskDescriptors.DuplicateTaskId);
