using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Reports constructors that conflict with the generated one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TaskConstructorAnalyzer() : TaskAnalyzer(TaskDescriptors.TaskConstructor)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        foreach (var constructor in task.Symbol.InstanceConstructors)
        {
            if (constructor.IsImplicitlyDeclared || constructor.IsGenerated())
                continue;

            if (IsPrimary(constructor) || HasSameParameters(constructor, known) || !IsChained(constructor))
                context.ReportDiagnostic(Diagnostic.Create(TaskDescriptors.TaskConstructor, constructor.GetLocation(), task.Name));
        }
    }

    private static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax);

    // The base class has no constructor without parameters.
    private static bool IsChained(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences.All(reference =>
        reference.GetSyntax() is ConstructorDeclarationSyntax { Initializer: not null });

    private static bool HasSameParameters(IMethodSymbol constructor, KnownTypes known) =>
        constructor.Parameters is [var backbone, var config] && backbone.Type.Is(known.Backbone) && config.Type.Is(known.AdapterConfig);
}
