namespace AdapterKit.Analyzers;

/// <summary>Reports variants that share an id.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DuplicateVariantAnalyzer() : DuplicateIdAnalyzer(DeclarationKind.Variant, VariantDescriptors.DuplicateVariantId);
