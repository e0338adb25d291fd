"""The words that the corpus is made of.

Its sentences read like a leaflet and carry no medical advice of any kind. Many are longer than carepress likes, so that
the standard corpus brings about twenty warnings a page; single words that carepress would replace are not among them.
"""

SECTIONS = [  # slug, title, share of all pages (%)
    ("guide", "Using this guide", 3),
    ("conditions", "Conditions", 18),
    ("symptoms", "Symptoms", 9),
    ("tests", "Tests and scans", 10),
    ("treatments", "Treatments", 14),
    ("medicines", "Medicines", 10),
    ("aftercare", "Aftercare", 12),
    ("nutrition", "Eating and drinking", 6),
    ("movement", "Moving and exercise", 5),
    ("wellbeing", "Mind and wellbeing", 4),
    ("faq", "Common questions", 6),
    ("myths", "Myths and facts", 3),
]
TAGS = (
    "heart lungs kidneys liver skin eyes ears teeth bones joints muscles nerves sleep pain "
    "fatigue stress diet fluids salt sugar fibre walking balance posture breathing wounds "
    "bandages stitches fever infection allergy vaccines children teenagers adults older-people "
    "pregnancy carers travel work"
).split()

PARTS = (
    "heart lung kidney liver skin eye ear tooth hip knee shoulder ankle wrist elbow back neck "
    "stomach bowel bladder throat sinus thyroid foot hand spine jaw rib scalp"
).split()
PROBLEMS = (
    "pain|swelling|stiffness|weakness|irritation|redness|infection|injury|strain|numbness|"
    "soreness|itching|dryness|bruising|tightness|discomfort"
).split("|")
ACTIONS = (
    "Living with|Understanding|Recovering from|Preparing for|Managing|Going home after|"
    "Talking about|Looking after yourself with|Returning to work after|Sleeping well with|"
    "Planning ahead for|Helping someone with|Questions about|Keeping active with|First steps after"
).split("|")
QUALITIES = (
    "long-term|mild|sudden|recurring|severe|seasonal|early|late-onset|minor|stubborn|"
    "night-time|childhood|work-related|sports-related|unexplained|everyday"
).split("|")

WHO = (
    "Most people|Many readers|Some adults|Older people|Children and teenagers|Your care team|"
    "Your nurse|A pharmacist|Your doctor|The clinic|Family members|Carers|People in your situation|"
    "The ward staff|Your physiotherapist|A dietitian|Friends who help at home|The team on the day|"
    "Your usual practice|Someone you trust"
).split("|")
DO = (
    "can help you plan|will usually explain|may notice|often ask about|should know about|"
    "will check|may suggest changes to|can describe|tend to worry about|will keep a record of|"
    "may want to talk through|often feel better after|learn to recognise|will ask you about|"
    "can adjust|may need more time for|often underestimate|will write down|usually see|gradually get used to"
).split("|")
WHAT = (
    "the first few days at home|small changes in your routine|the dressing and how it is changed|"
    "how much rest is enough|the timing of each dose|what to expect at the appointment|"
    "signs that healing is going well|the foods that suit you best|gentle movement during the day|"
    "the questions you wrote down|changes in colour or temperature|sleep and tiredness|"
    "the leaflet you were given|side effects that settle by themselves|a simple diary of symptoms|"
    "the equipment you take home|lifting, carrying and bending|driving and travelling|"
    "getting back to work or school|the results of your tests|help with washing and dressing|"
    "drinking enough through the day|the plan for the next visit|pain that comes and goes|"
    "the right way to sit and stand|new or unexpected feelings"
).split("|")
WHEN = (
    "during the first week|after a good night of sleep|before the next appointment|"
    "once the swelling has gone down|in the morning|at the end of a busy day|"
    "when the weather is cold|if you live alone|as soon as you feel ready|"
    "for the first month|between check-ups|while you are still in hospital|"
    "when you are back at home|over the following weeks|at any time of year|on most days"
).split("|")
WHY = (
    "because the body needs time to repair itself|since every person heals at a different speed|"
    "so that small problems are found early|and this is completely normal|"
    "which makes it easier to keep going|as long as it feels comfortable|"
    "even when everything seems fine|because habits take a while to form|"
    "so there are no surprises later|and nobody will mind if you ask twice|"
    "although it may feel slow at first|so that you stay in control"
).split("|")
OPENERS = (
    "You are free to|You may be asked to|Try to|There is no need to|Remember to|"
    "If you can, it helps to|It is fine to|Take your time and|A good first step is to|"
    "You do not have to|Some people prefer to|Many find it useful to"
).split("|")
VERBS = (
    "keep a note of|ask about|talk openly about|plan around|slow down and think about|"
    "set aside time for|share your thoughts on|read again about|make a short list of|"
    "get someone to help with|build up slowly with|pay attention to"
).split("|")
H2S = (
    "What this means for you|Before you begin|What happens on the day|At home|Day by day|"
    "What to watch for|Getting help|Food and drink|Moving around|Rest and sleep|"
    "Talking to your care team|For family and carers|Frequently asked points|Looking ahead|"
    "Things that often help|Work, school and travel"
).split("|")
H3S = (
    "The first day|The first week|After a month|If things change|Small steps|Useful items|"
    "Who to ask|What others say|A simple plan|When to wait|When to call|Practical tips"
).split("|")
ITEMS = (
    "a list of your current medicines|loose, comfortable clothes|a bottle of water|"
    "the phone number of the clinic|a notebook and a pen|your appointment letter|"
    "someone to travel home with you|a cushion or folded towel|shoes that do not slip|"
    "a watch or timer|clean bandages|a thermometer|reading glasses|a light snack|"
    "your questions in writing|a warm layer"
).split("|")
CELLS = (
    "Rest|Short walks|Light chores|Normal meals|Plenty of water|Check the dressing|Call if unsure|"
    "Stretch gently|Return to desk work|Lift light bags|Sleep on your back|Review with the team"
).split("|")
TIMES = "Day 1|Days 2 to 3|Days 4 to 7|Week 2|Weeks 3 to 4|Month 2|Month 3|After that".split("|")
LINKINS = (
    "You can read more in {}.|See also {}.|This is explained further in {}.|"
    "The page {} covers the next steps.|Other readers found {} helpful.|"
    "There is a longer answer in {}."
).split("|")
