using AdapterKit.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Analyzers.Tests;

/// <summary>Applies code fixes to a document, as an editor does.</summary>
internal sealed class CodeFixRunner : IDisposable
{
    public static readonly IReadOnlyList<CodeFixProvider> Providers = [.. typeof(TextFix).Assembly.GetTypes()
        .Where(type => type.IsDefined(typeof(ExportCodeFixProviderAttribute), inherit: false))
        .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    private readonly AdhocWorkspace workspace = new();
    private readonly Document document;

    public CodeFixRunner(string source, LanguageVersion language = LanguageVersion.CSharp14)
    {
        var project = workspace.CurrentSolution
            .AddProject("Fixed", "Fixed", LanguageNames.CSharp)
            .WithParseOptions(Sources.Parsing.WithLanguageVersion(language))
            .WithCompilationOptions(Sources.Strict)
            .WithMetadataReferences(Sources.References);
        document = project.AddDocument("Usings.cs", Sources.Usings).Project.AddDocument("Source.cs", source);
    }

    public void Dispose() => workspace.Dispose();

    /// <summary>Returns the fixes offered for the first diagnostic with an id.</summary>
    public async Task<IReadOnlyList<CodeAction>> FindFixes(string id)
    {
        var diagnostic = (await FindDiagnostics()).First(found => found.Id == id);
        var offered = new List<CodeAction>();
        foreach (var provider in FindProviders(id))
        {
            await provider.RegisterCodeFixesAsync(
                new CodeFixContext(document, diagnostic, (action, _) => offered.Add(action), CancellationToken.None));
        }

        return offered;
    }

    /// <summary>Returns the source after one fix.</summary>
    public async Task<string> Apply(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync()).ToString();
    }

    /// <summary>Returns the source after fixing all diagnostics with an id at once.</summary>
    public async Task<string> ApplyAll(string id)
    {
        var provider = FindProviders(id).Single();
        var diagnostics = new KnownDiagnostics(await FindDiagnostics());
        var context = new FixAllContext(
            document, provider, FixAllScope.Document, provider.GetType().Name, [id], diagnostics, CancellationToken.None);
        return await Apply((await provider.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    private static IEnumerable<CodeFixProvider> FindProviders(string id) =>
        Providers.Where(provider => provider.FixableDiagnosticIds.Contains(id));

    private async Task<IReadOnlyList<Diagnostic>> FindDiagnostics() =>
        (await Analysis.Run((CSharpCompilation)(await document.Project.GetCompilationAsync())!)).Ours;

    private sealed class KnownDiagnostics(IReadOnlyList<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(
            Project project, CancellationToken cancellationToken) => GetAll();

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(
            Document document, CancellationToken cancellationToken) => GetAll();

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(
            Project project, CancellationToken cancellationToken) => GetAll();

        private Task<IEnumerable<Diagnostic>> GetAll() => Task.FromResult(diagnostics.AsEnumerable());
    }
}
