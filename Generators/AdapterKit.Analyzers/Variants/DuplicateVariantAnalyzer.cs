namespace AdapterKit.Analyzers;

/// <summary>Reports two variants of one id.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateVariantAnalyzer() : DuplicateIdAnalyzer(Family.Variant, VariantDescriptors.DuplicateVariantId);
