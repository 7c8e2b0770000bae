using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports numbers in attributes that their enum does not define.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DefinedValueAnalyzer() : DeclaredTypeAnalyzer(DeclarationDescriptors.UndefinedValue)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        foreach (var attribute in type.Symbol.GetMembers().Prepend(type.Symbol).SelectMany(symbol => symbol.GetAttributes()))
        {
            if (attribute.AttributeClass?.ContainingNamespace is not { Name: "AdapterKit", ContainingNamespace.IsGlobalNamespace: true })
                continue;

            for (var i = 0; i < attribute.ConstructorArguments.Length; i++)
                Check(context, attribute.ConstructorArguments[i], attribute.GetLocation(i));

            foreach (var argument in attribute.NamedArguments)
                Check(context, argument.Value, attribute.GetLocation(argument.Key));
        }
    }

    private static void Check(SymbolAnalysisContext context, TypedConstant argument, Location location)
    {
        if (argument is not { Kind: TypedConstantKind.Enum, Type: { } type, Value: { } value })
            return;

        List<IFieldSymbol> defined = [.. type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue)];
        if (!defined.Any(field => value.Equals(field.ConstantValue)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DeclarationDescriptors.UndefinedValue, location, value, type.Name, string.Join(", ", defined.Select(field => field.Name))));
        }
    }
}
