using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports options that cannot be created without arguments or stored in a bundle.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionsAnalyzer() : DeclaredTypeAnalyzer(
    VariantDescriptors.OptionsNeedArguments, VariantDescriptors.OptionCannotBeStored)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind != DeclarationKind.Variant
            || TaskVariant.FindConstructor(type.Symbol, known) is not { Parameters: [_, var parameter] })
            return;

        if (Construction.FindObstacle(parameter.Type) is { } reason)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                VariantDescriptors.OptionsNeedArguments, parameter.GetLocation(), parameter.Type.Name, type.Name, reason));
        }

        foreach (var property in Construction.GetSettableProperties(parameter.Type).Where(property => !CanBeStored(property.Type)))
        {
            var location = property.Locations.FirstOrDefault(found => found.IsInSource) ?? parameter.GetLocation();
            context.ReportDiagnostic(Diagnostic.Create(
                VariantDescriptors.OptionCannotBeStored, location, property.Name, property.Type.ToDisplayString()));
        }
    }

    private static bool CanBeStored(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } =>
            CanBeStored(value),
        { TypeKind: TypeKind.Enum or TypeKind.Error } => true,
        _ => type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double
            or SpecialType.System_Single or SpecialType.System_Boolean or SpecialType.System_String,
    };
}
