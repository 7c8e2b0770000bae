using System.Collections.Generic;
using System.Linq;
using static AdapterKit.Generators.GeneratedFile;

namespace AdapterKit.Generators;

/// <summary>Writes the generated part of a task: its declaration, which needs no backbone, and its constructor.</summary>
internal static class TaskEmitter
{
    public static string Emit(TaskModel task)
    {
        var usedTypes = task.Fused.Count > 0 ? UsedTypes.Fusions : task.Adapters.Count > 0 ? UsedTypes.Unions : UsedTypes.Tasks;
        return GeneratedFile.Write(task.Type, usedTypes, interfaces: "", writer =>
        {
            WriteDeclaration(writer, task);
            WriteConstructor(writer, task);
            if (task.Fused.Count > 0)
                AttentionEmitter.Write(writer, task);
        });
    }

    private static void WriteDeclaration(CodeWriter writer, TaskModel task)
    {
        writer.Lines(
            $"""
            private static TaskDeclaration? declared;

            /// <summary>The task <c>{Literal.ToComment(task.Id)}</c>, as far as it is known before there is a backbone.</summary>
            {GeneratedCodeAttribute}
            public static TaskDeclaration Declared => declared ??= new(
                {Literal.From(task.Id)},
                {Literal.From(task.Backbone)},
                labels: [{WriteList(task.Labels)}],
            """);
        using (writer.Indent())
        {
            WriteConfig(writer, task);
            writer.Line($"create: static (backbone, config) => new {task.Type.Name}(backbone, config){(task.Kind is null ? ");" : ",")}");
            if (task.Kind is not null)
                writer.Line($"kind: {task.Kind}.Kind);");
        }
    }

    private static void WriteConstructor(CodeWriter writer, TaskModel task) => writer.Lines(
        $$"""

        /// <summary>Builds the task with fresh weights.</summary>
        /// <param name="backbone">The backbone to fit; borrowed.</param>
        /// <param name="config">The adapters.</param>
        {{WiringAttributes}}
        public {{task.Type.Name}}(Backbone backbone, AdapterConfig config)
            : base(Declared, backbone, config)
        {
        }
        """);

    private static void WriteConfig(CodeWriter writer, TaskModel task)
    {
        if (task.Adapters.Count > 0)
            WriteUnion(writer, task);
        else
            WriteInitialized(writer, $"config: {WriteAdapters(task)}", task.Variant is null ? " with" : "", WriteProperties(task), ",");
    }

    private static void WriteUnion(CodeWriter writer, TaskModel task)
    {
        writer.Line("config: new AdapterConfig(");
        using (writer.Indent())
        {
            for (var i = 0; i < task.Adapters.Count; i++)
            {
                var end = i < task.Adapters.Count - 1 ? "," : task.Drops.Count > 0 ? ")" : "),";
                WriteInitialized(
                    writer, $"new AdapterSet({task.Adapters[i].Variant})", "", WriteProperties(task, task.Adapters[i]), end);
            }
        }

        if (task.Drops.Count > 0)
            WriteInitialized(writer, "", "", WriteDrops(task), ",");
    }

    /// <summary>Writes an expression with an initializer, if there are properties to initialize.</summary>
    private static void WriteInitialized(
        CodeWriter writer, string expression, string keyword, IEnumerable<string> properties, string end)
    {
        var lines = properties.ToList();
        if (lines.Count == 0)
        {
            writer.Line(expression + end);
            return;
        }

        if (expression.Length > 0)
            writer.Line(expression + keyword);

        using (writer.Open("", "}" + end))
        {
            foreach (var line in lines)
                writer.Line(line + ",");
        }
    }

    private static string WriteAdapters(TaskModel task)
    {
        if (task.Variant is not null)
            return $"new AdapterConfig({task.Variant})";

        var options = task.Options is null ? "" : $" {{ Options = {task.Type.ReferStatic(task.Options)} }}";
        return $"AdapterConfig.Fused(new FusionConfig(Setup.Fuse([{WriteList(task.Fused)}])){options})";
    }

    private static IEnumerable<string> WriteProperties(TaskModel task, AdapterModel adapter)
    {
        if (adapter.Options is not null)
            yield return $"Options = {task.Type.ReferStatic(adapter.Options)}";
        if (adapter.Placement is not null)
            yield return $"Placement = AdapterPlacement.{adapter.Placement}";
        if (adapter.Points.Count > 0)
            yield return $"Points = [{WriteList(adapter.Points)}]";
        if (!adapter.TuneNorms)
            yield return "TuneNorms = false";
        if (adapter.Drop is not null)
            yield return $"Drop = DropSet.None.With(LayerSet.Parse({Literal.From(adapter.Drop)}))";
    }

    private static IEnumerable<string> WriteProperties(TaskModel task)
    {
        if (task.Options is not null && task.Variant is not null)
            yield return $"Options = {task.Type.ReferStatic(task.Options)}";

        if (task.Placement is { } placement)
        {
            yield return $"Placement = AdapterPlacement.{placement.Placement}";
            if (placement.Points.Count > 0)
                yield return $"Points = [{WriteList(placement.Points)}]";

            yield return $"TuneNorms = {Literal.From(placement.TuneNorms)}";
        }

        foreach (var drop in WriteDrops(task))
            yield return drop;
    }

    private static IEnumerable<string> WriteDrops(TaskModel task) =>
        task.Drops.Count > 0 ? ["Drop = DropSet.None" + string.Concat(task.Drops.Select(WriteDrop))] : [];

    private static string WriteDrop(DropModel drop)
    {
        var point = drop.Point is null ? "" : ", " + Literal.From(drop.Point);
        return $".With(LayerSet.Parse({Literal.From(drop.Layers)}){point})";
    }

    private static string WriteList(IEnumerable<string> texts) => string.Join(", ", texts.Select(Literal.From));
}
