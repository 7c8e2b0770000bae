using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports a model without the constructor that its generated <c>Create</c> calls.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelConstructorAnalyzer() : DeclaredTypeAnalyzer(CheckpointDescriptors.WrongModelConstructor)
{
    private protected override void Analyze(SymbolAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        if (type.Kind != DeclarationKind.Model)
            return;

        var config = type.Symbol.InstanceConstructors
            .Where(constructor => constructor.Parameters is [_, var identity] && identity.Type.Is(known.PretrainedIdentity))
            .Select(constructor => constructor.Parameters[0].Type)
            .FirstOrDefault();
        if (config is { TypeKind: TypeKind.Error } || (config is not null && IsConfig(known, config)))
            return;

        var reason = config is null ? "" : $"; '{config.Name}' is no configuration, because no property has [ConfigKey]";
        context.ReportDiagnostic(Diagnostic.Create(CheckpointDescriptors.WrongModelConstructor, type.Location, type.Name, reason));
    }

    private static bool IsConfig(KnownTypes known, ITypeSymbol type) =>
        type.Implements(known.ModelConfig) || (type is INamedTypeSymbol named && known.FindConfig(named) is not null);
}
