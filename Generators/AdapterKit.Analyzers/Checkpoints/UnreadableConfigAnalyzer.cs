using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports configurations and properties that the generated reader leaves out.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadableConfigAnalyzer() : ConfigTypeAnalyzer(CheckpointDescriptors.UnreadableConfig)
{
    private const string ReadableTypes = "int, double, double?, bool, string, IReadOnlyList<string> or Activation";

    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, ConfigType type)
    {
        if (FindReason(type) is { } obstacle)
            Report(type.Location, type.Name, obstacle);

        foreach (var property in type.Properties)
        {
            if (FindReason(known, property.Symbol) is { } reason)
                Report(property.Symbol.GetLocation(), property.Symbol.Name, reason);
            else if (property.Key is { } key && key.Any(char.IsWhiteSpace))
                Report(property.Attribute.GetLocation(0), property.Symbol.Name, "its key contains white space");
            else if (property.Key is "")
                Report(property.Attribute.GetLocation(0), property.Symbol.Name, "its key is empty");
        }

        void Report(Location location, string name, string reason) =>
            context.ReportDiagnostic(Diagnostic.Create(CheckpointDescriptors.UnreadableConfig, location, name, reason));
    }

    private static string? FindReason(ConfigType type) =>
        Construction.FindObstacle(type.Symbol)
        ?? (Construction.GetSettableProperties(type.Symbol.BaseType!).Any()
            ? $"the properties of its base class '{type.Symbol.BaseType!.Name}' would not be read; declare them here"
            : null);

    private static string? FindReason(KnownTypes known, IPropertySymbol property)
    {
        if (property.IsStatic)
            return "it is static";

        if (property.IsIndexer)
            return "it is an indexer";

        if (!CanBeRead(known, property.Type))
            return $"'{property.Type.ToDisplayString()}' is not {ReadableTypes}";

        if (property.GetMethod is null)
            return "it has no get accessor";

        return property.SetMethod is null ? "it has no init accessor" : null;
    }

    private static bool CanBeRead(KnownTypes known, ITypeSymbol type) =>
        type.TypeKind == TypeKind.Error
        || type.Is(known.Activation)
        || type is INamedTypeSymbol
        {
            OriginalDefinition.SpecialType: SpecialType.System_Nullable_T,
            TypeArguments: [{ SpecialType: SpecialType.System_Double }],
        }
        || type is INamedTypeSymbol
        {
            OriginalDefinition.SpecialType: SpecialType.System_Collections_Generic_IReadOnlyList_T,
            NullableAnnotation: not NullableAnnotation.Annotated,
            TypeArguments: [{ SpecialType: SpecialType.System_String }],
        }
        || (type.NullableAnnotation != NullableAnnotation.Annotated
            && type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Double or SpecialType.System_Boolean
                or SpecialType.System_String);
}
