using AdapterKit;
using Samples.CustomLayout;
using Samples.ManyTasks;
using TorchSharp;
using static TorchSharp.torch;

// Runs several tasks in one pass through one frozen backbone. The weights are random: only shapes and sharing matter here.
using var backbone = new PlainBackbone(layers: 3);
using var tone = ToneTask.Declared.Create(backbone);
using var language = LanguageTask.Declared.Create(backbone);
using var urgency = UrgencyTask.Declared.Create(backbone);
TaskAdapter[] tasks = [tone, language, urgency];
foreach (var task in tasks)
    task.eval();

using var batch = backbone.Tokenize(["Where is it?", "Come at once.", "Guten Tag", "It can wait."], maxTokens: 32);
using var inference = inference_mode();

// Every task on every text. The layers below the first adapter run once for each text.
Setup setup = Setup.Parallel("language", Setup.Of("tone").Drop("0..1"), "urgency");
using var plan = backbone.Compile(setup, tasks, PlanPurpose.Inference);
using (var logits = backbone.Forward(batch, plan))
{
    foreach (var branch in logits.Branches)
        Console.WriteLine($"parallel  {branch}: [{string.Join(", ", logits[branch].shape)}]");

    using var alone = language.Forward(batch);
    using var difference = (logits["language"] - alone).abs().max();
    Console.WriteLine($"parallel  language agrees with language alone: {difference.ToSingle() < 1e-5}");
}

// One task for each text, as requests reach a server. The last text wants no adapter, and so no logits.
using var split = backbone.Compile(Setup.BatchSplit("tone", "urgency", "tone", Setup.Bare), tasks);
using (var logits = backbone.Forward(batch, split))
{
    foreach (var branch in logits.Branches)
        Console.WriteLine($"split     {branch}: texts {string.Join(", ", logits.RowsOf(branch))}");
}
