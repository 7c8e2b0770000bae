namespace AdapterKit.Analyzers;

/// <summary>Reports tasks that share an id.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateTaskAnalyzer() : DuplicateIdAnalyzer(DeclarationKind.Task, TaskDescriptors.DuplicateTaskId);
