using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Operations;

namespace AdapterKit.Analyzers;

/// <summary>Reports <c>using</c> on the result of an in-place operation, which is the tensor itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InPlaceUsingAnalyzer() : DeclaredBodyAnalyzer(
    TorchDescriptors.UsingInPlace, OperationKind.Using, OperationKind.UsingDeclaration)
{
    private protected override void Analyze(OperationAnalysisContext context, KnownTypes known, DeclaredType type)
    {
        foreach (var value in Resources(context.Operation))
        {
            if (value is IInvocationOperation call && IsInPlace(call, known) && Source(call, known) is { } source)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TorchDescriptors.UsingInPlace, Keyword(context.Operation), call.TargetMethod.Name, source.Syntax.ToString()));
            }
        }
    }

    private static IEnumerable<IOperation?> Resources(IOperation operation) => operation switch
    {
        IUsingDeclarationOperation declaration => Values(declaration.DeclarationGroup),
        IUsingOperation { Resources: IVariableDeclarationGroupOperation group } => Values(group),
        IUsingOperation { Resources: var resource } => [resource],
        _ => [],
    };

    private static IEnumerable<IOperation?> Values(IVariableDeclarationGroupOperation group) =>
        group.Declarations.SelectMany(declaration => declaration.Declarators).Select(declarator => declarator.Initializer?.Value);

    private static bool IsInPlace(IInvocationOperation call, KnownTypes known) =>
        call.TargetMethod.Name is { Length: > 1 } name && name[name.Length - 1] == '_' && call.Type?.DerivesFrom(known.Tensor) == true;

    /// <summary>The variable at the head of a chain of in-place calls; <c>null</c> for a fresh tensor, which somebody has to dispose of.</summary>
    private static IOperation? Source(IInvocationOperation call, KnownTypes known) => call.Instance switch
    {
        IInvocationOperation inner when IsInPlace(inner, known) => Source(inner, known),
        ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation => call.Instance,
        _ => null,
    };

    private static Location Keyword(IOperation operation) => operation.Syntax switch
    {
        LocalDeclarationStatementSyntax declaration => declaration.UsingKeyword.GetLocation(),
        UsingStatementSyntax statement => statement.UsingKeyword.GetLocation(),
        var other => other.GetLocation(),
    };
}
