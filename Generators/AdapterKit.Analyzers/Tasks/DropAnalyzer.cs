using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Analyzers;

/// <summary>Looks at the layers that <c>[AdapterDrop]</c> leaves out.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DropAnalyzer() : TaskAnalyzer(TaskDescriptors.MalformedDrop, TaskDescriptors.DropBeyondLayers, TaskDescriptors.DropTwice)
{
    private protected override void AnalyzeTask(SymbolAnalysisContext context, KnownTypes known, DeclaredType task)
    {
        var points = new HashSet<string>();
        foreach (var drop in task.Symbol.GetAttributes().Where(attribute => attribute.AttributeClass?.Is(known.DropAttribute) == true))
        {
            var point = drop.Text("Point");
            if (!points.Add(point ?? "*"))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    TaskDescriptors.DropTwice, drop.Place(), task.Name, point is null ? "at every point" : $"at '{point}'"));
            }

            if (drop.ConstructorArguments is [{ Value: string layers }])
                CheckLayers(context, known, task, drop, layers);
        }
    }

    private static void CheckLayers(SymbolAnalysisContext context, KnownTypes known, DeclaredType task, AttributeData drop, string layers)
    {
        if (LayerText.Highest(layers) is not { } highest)
        {
            var mended = LayerText.Mended(layers);
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.MalformedDrop, drop.Place(0), Nearest.Properties(mended), layers, Nearest.Question(mended)));
        }
        else if (task.Attribute.Text("Backbone") is { } backbone
            && BackboneLayout.Of(backbone, context.Compilation, known) is { } layout
            && highest >= layout.Layers)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                TaskDescriptors.DropBeyondLayers, drop.Place(0), highest, backbone, layout.Layers - 1));
        }
    }
}
